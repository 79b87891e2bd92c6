"""Chat models without a network that play a part: from faithful to inventive, obedient to attackers, or broken.

They read the same prompt as a real model and answer in the same form, so that everything between prompt and reader
is the real thing. Opponents of the verifier, for tests and for ``eval run --model scripted:NAME``.
"""
