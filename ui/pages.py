"""The addresses that people open: the chat, the sources, what changed, about, and the files of the page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse, Response

from assistant import Assistant, __version__
from ui.catalogue import STANDINGS, Filter, catalogue, is_due
from ui.evaluation import latest_evaluation
from ui.rendering import ASSETS, render
from ui.shelf import AGES, Shelf, Shelves
from ui.situation import FACTS, MAX_FACT_CHARACTERS
from ui.starters import STARTERS

MAX_QUESTION_CHARACTERS = 4_000
ASSET_SECONDS = 365 * 24 * 3600
_MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png"}


def page_routes(assistant: Assistant, shelves: Shelves) -> APIRouter:
    """All routes; each also answers HEAD, which health checks use."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.api_route("/", methods=["GET", "HEAD"])
    def chat_page() -> HTMLResponse:
        return _page(
            "chat.html",
            view="chat",
            figures=_figures(shelves.now()),
            starters=STARTERS,
            facts=FACTS,
            max_characters=MAX_QUESTION_CHARACTERS,
            max_fact_characters=MAX_FACT_CHARACTERS,
        )

    @router.api_route("/sources", methods=["GET", "HEAD"])
    def sources_page(request: Request) -> HTMLResponse:
        shelf, today = shelves.now(), date.today()
        wanted = Filter.from_query(request.query_params, shelf)
        found = catalogue(shelf, wanted, today)
        return _page(
            "sources.html",
            view="sources",
            wanted=wanted,
            found=found,
            count=sum(map(len, found.values())),
            fields=shelf.fields,
            standings=STANDINGS,
            ages=AGES,
            is_due=lambda document: is_due(document, today),
        )

    @router.api_route("/sources/{document_id:path}", methods=["GET", "HEAD"])
    def document_page(document_id: str) -> HTMLResponse:
        shelf, today = shelves.now(), date.today()
        document = shelf.by_id.get(document_id)
        if document is None:
            return not_found()
        return _page(
            "document.html",
            view="sources",
            document=document,
            meta=document.metadata,
            due=is_due(document, today),
            replaces=shelf.existing(document.metadata.supersedes),
            replaced_by=shelf.replaced_by.get(document.id, ()),
            may_link=shelf.markdown.allows,
            source_of=lambda statement: document.source_of(statement) if statement.source > 1 else None,
        )

    @router.api_route("/changes", methods=["GET", "HEAD"])
    def changes_page(request: Request) -> HTMLResponse:
        since = _day(request.query_params.get("since", ""))
        shelf, today = shelves.now(), date.today()
        changes = assistant.changes(since)
        return _page(
            "changes.html",
            view="changes",
            since=since,
            coming=[change for change in reversed(changes) if change.day > today],
            past=[change for change in changes if change.day <= today],
            shortcuts=[
                ("the last 3 months", today - timedelta(days=91)),
                ("the last year", today - timedelta(days=365)),
            ],
            documents=shelf.by_id,
        )

    @router.api_route("/about", methods=["GET", "HEAD"])
    def about_page(request: Request) -> HTMLResponse:
        return _page(
            "about.html",
            view="about",
            version=__version__,
            evaluation=latest_evaluation(),
            model=assistant.settings.model,
            address=str(request.base_url).rstrip("/"),
            figures=_figures(shelves.now()),
        )

    @router.api_route("/page/{version}/{name:path}", methods=["GET", "HEAD"])
    def asset_file(version: str, name: str) -> Response:
        path = (ASSETS / name).resolve()
        if not path.is_relative_to(ASSETS.resolve()) or not path.is_file() or path.suffix not in _MEDIA_TYPES:
            return PlainTextResponse("Not found", 404)
        return FileResponse(
            path,
            media_type=_MEDIA_TYPES[path.suffix],
            headers={"cache-control": f"public, max-age={ASSET_SECONDS}, immutable", "x-page-version": version},
        )

    @router.api_route("/favicon.ico", methods=["GET", "HEAD"])
    def favicon() -> Response:
        return FileResponse(ASSETS / "mark.svg", media_type="image/svg+xml")

    @router.api_route("/robots.txt", methods=["GET", "HEAD"])
    def robots() -> Response:
        return PlainTextResponse("User-agent: *\nDisallow: /gradio_api/\n")

    @router.api_route("/healthz", methods=["GET", "HEAD"])
    def healthz() -> Response:
        return PlainTextResponse("ok")

    return router


def not_found() -> HTMLResponse:
    """The page for an address that does not exist."""
    return _page("not_found.html", view=None, status=404)


def _page(template: str, *, view: str | None, status: int = 200, **values: object) -> HTMLResponse:
    html = render(template, view=view, **values)
    return HTMLResponse(html, status, headers={"cache-control": "no-cache"})


class Figures(NamedTuple):
    """What is said of the corpus: how much it holds and of which day its newest page is."""

    documents: int
    statements: int
    newest: date | None


def _figures(shelf: Shelf) -> Figures:
    return Figures(
        len(shelf.documents),
        sum(len(document.statements) for document in shelf.documents),
        max((document.metadata.as_of for document in shelf.documents), default=None),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
