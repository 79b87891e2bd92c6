"""The chat page, its HTTP endpoints and its MCP tools; talks to the library's public API only."""
