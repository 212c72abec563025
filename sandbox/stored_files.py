"""The addresses of files: uploads by the app, downloads by the app (with its token) and by people."""

from __future__ import annotations

from functools import partial
from urllib.parse import quote

from aiohttp import web

from sandbox.files import put_content
from sandbox.slack import Slack

LOGIN_PAGE = "<!DOCTYPE html><html><head><title>Slack</title></head><body>Sign in to your workspace</body></html>"


def add_routes(app: web.Application, slack: Slack) -> None:
    """Hang them in."""
    app.router.add_post("/upload/v1/{file_id}", partial(_upload, slack))
    for path in ("/files-pri/{number}/download/{name}", "/files-pri/{number}/{name}"):
        app.router.add_get(path, partial(_private, slack))
    app.router.add_get("/sandbox/file/{file_id}", partial(_for_person, slack))


async def _upload(slack: Slack, request: web.Request) -> web.Response:
    """The bytes of a file that files.getUploadURLExternal announced: raw, or as a form's field."""
    file = slack.workspace.files.get(request.match_info["file_id"])
    if file is None or file.complete:
        return web.Response(status=404, text="file_not_found")
    content = await _content(request)
    if len(content) != file.size:
        sentence = f"{file.size} bytes were announced, {len(content)} came."
        slack.breaches.warning("upload_length_differs", sentence, where="files.getUploadURLExternal")
    put_content(slack, file, content)
    return web.Response(text=f"OK - {len(content)}")


async def _content(request: web.Request) -> bytes:
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    form = await request.post()
    for value in form.values():
        if isinstance(value, web.FileField):
            return value.file.read()
    return b""


async def _private(slack: Slack, request: web.Request) -> web.Response:
    """url_private and url_private_download; without a good token Slack answers 200 with a login page."""
    file_id = request.match_info["number"].rpartition("-")[2]
    token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if token != slack.workspace.tokens.bot or not slack.granted("files:read"):
        sentence = "A file was fetched without a token that may read it: Slack answers with its login page."
        slack.breaches.error("file_read_without_token", sentence, where="url_private")
        return web.Response(text=LOGIN_PAGE, content_type="text/html")
    return _sent(slack, file_id)


async def _for_person(slack: Slack, request: web.Request) -> web.Response:
    """A file that this person shared or can see in a conversation."""
    file = slack.workspace.files.get(request.match_info["file_id"])
    user = request.query.get("as", "")
    if file is None or user not in slack.workspace.people:
        return web.Response(status=404, text="There is no such file.")
    shared = (slack.workspace.conversations[channel] for channel in file.channels)
    if file.user != user and not any(user in conversation.members for conversation in shared):
        return web.Response(status=403, text="You cannot see this file.")
    return _sent(slack, file.id)


def _sent(slack: Slack, file_id: str) -> web.Response:
    file, content = slack.workspace.files.get(file_id), slack.workspace.contents.get(file_id)
    if file is None or content is None:
        return web.Response(status=404, text="There is no such file.")
    place = "inline" if file.mimetype.startswith("image/") and "svg" not in file.mimetype else "attachment"
    headers = {
        "Content-Type": file.mimetype,
        "Content-Disposition": f"{place}; filename*=UTF-8''{quote(file.name)}",
        "X-Content-Type-Options": "nosniff",
    }
    return web.Response(body=content, headers=headers)
