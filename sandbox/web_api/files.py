"""files.getUploadURLExternal, completeUploadExternal, info, delete; and the addresses of files."""

from __future__ import annotations

from sandbox.files import file_object, new_file
from sandbox.messages import announce, bot_message, post
from sandbox.records import File
from sandbox.slack import Slack
from sandbox.trouble import Json, SlackError
from sandbox.web_api.access import postable
from sandbox.web_api.arguments import required
from sandbox.web_api.chat import threaded
from sandbox.web_api.content import check_content


def get_upload_url(slack: Slack, args: Json) -> Json:
    """files.getUploadURLExternal: an address to POST the bytes to; `length` in bytes."""
    required(args, "filename", "length")
    try:
        length = int(args["length"])
    except (TypeError, ValueError):
        raise SlackError("invalid_arguments", messages=["[ERROR] must be an integer [json-pointer:/length]"]) from None
    if length <= 0:
        raise SlackError("missing_argument")
    file = new_file(slack, str(args["filename"]), user=slack.workspace.bot_user, size=length, by_app=True)
    file.complete = False
    return {"ok": True, "upload_url": f"{slack.base}/upload/v1/{file.id}", "file_id": file.id}


def complete_upload(slack: Slack, args: Json) -> Json:
    """files.completeUploadExternal: the files become visible, and are shared where a channel is named."""
    required(args, "files")
    if not isinstance(args["files"], list):
        raise SlackError("invalid_arguments", messages=["[ERROR] must be an array [json-pointer:/files]"])
    files = [_uploaded(slack, entry) for entry in args["files"]]
    places = [place for place in str(args.get("channel_id") or args.get("channels") or "").split(",") if place]
    for file in files:
        file.complete = True
    for place in places:
        _share(slack, files, place, args)
    return {"ok": True, "files": [file_object(slack, file) for file in files]}


def _uploaded(slack: Slack, entry: Json) -> File:
    file = slack.workspace.files.get(str(entry.get("id")))
    if file is None or file.id not in slack.workspace.contents:
        raise SlackError("file_not_found")
    file.title = str(entry.get("title") or file.title)
    return file


def _share(slack: Slack, files: list[File], place: str, args: Json) -> None:
    conversation = postable(slack, place)
    content = {"text": args.get("initial_comment") or "", "blocks": args.get("blocks")}
    if content["text"] or content["blocks"]:
        check_content(
            slack,
            {key: value for key, value in content.items() if value},
            method="files.completeUploadExternal",
        )
    message = bot_message(slack, content)
    for file in files:
        file.channels.append(conversation.id)
    message["files"] = [file_object(slack, file) for file in files]
    message = post(slack, conversation, message, thread_ts=threaded(slack, conversation, args))
    for event in announce(slack, conversation, message):
        slack.event(event)


def files_info(slack: Slack, args: Json) -> Json:
    """files.info."""
    return {
        "ok": True,
        "file": file_object(slack, _visible(slack, args)),
        "comments": [],
        "response_metadata": {"next_cursor": ""},
    }


def files_delete(slack: Slack, args: Json) -> Json:
    """files.delete: only the app's own."""
    file = _visible(slack, args)
    if not file.by_app:
        raise SlackError("cant_delete_file")
    del slack.workspace.files[file.id]
    slack.workspace.contents.pop(file.id, None)
    return {"ok": True}


def _visible(slack: Slack, args: Json) -> File:
    required(args, "file")
    file = slack.workspace.files.get(str(args["file"]))
    if file is None or not file.complete:
        raise SlackError("file_not_found")
    return file
