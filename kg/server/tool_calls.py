"""A server of the Model Context Protocol that says in plain words what is wrong with the arguments of a call."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from kg.server.tools import WORDS, shown, written

if TYPE_CHECKING:
    from mcp.server import MCPServer
    from pydantic import ValidationError

_KINDS = {"string": "text", "integer": "a whole number"}


def tool_server(name: str, **settings: Any) -> MCPServer:
    """As the package's server, whose own words for wrong arguments are those of a Python library, with an address."""
    from mcp.server import MCPServer
    from mcp.server.mcpserver.exceptions import ToolError
    from pydantic import ValidationError

    class ToolServer(MCPServer):
        async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> Any:
            """The answer of a tool. Raises ToolError with what is wrong, for a model to read."""
            try:
                return await super().call_tool(name, arguments, context)
            except ToolError as error:
                if not isinstance(error.__cause__, ValidationError):
                    raise
                schema = next(each.input_schema for each in await self.list_tools() if each.name == name)
                raise ToolError(f"{name}: {wrong_arguments(schema, arguments, error.__cause__)}") from error

    return ToolServer(name, **settings)


def wrong_arguments(schema: Mapping[str, Any], arguments: Mapping[str, Any], error: ValidationError) -> str:
    """What is wrong with the arguments of a call, by the JSON Schema of what the tool takes."""
    known = schema["properties"]
    wrong = {str(each["loc"][0]): each["type"] for each in error.errors() if each["loc"]}
    return " ".join([*_wrong(known, wrong, arguments), *_unknown(known, arguments)])


def _wrong(known: Mapping[str, Any], wrong: Mapping[str, str], arguments: Mapping[str, Any]) -> Iterator[str]:
    for name, kind in wrong.items():
        wanted = _KINDS.get(known.get(name, {}).get("type", ""), "another value")
        if kind == "missing":
            yield f"`{name}` is missing: give {wanted}."
        else:
            yield f"`{name}` is {wanted}, not {shown(written(arguments.get(name))[:WORDS])}."


def _unknown(known: Collection[str], arguments: Mapping[str, Any]) -> Iterator[str]:
    for name in arguments:
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = f"did you mean `{near[0]}`?" if near else f"It takes {', '.join(f'`{each}`' for each in known)}."
            yield f"There is no `{shown(name[:WORDS])}`{'; ' if near else '. '}{hint}"
