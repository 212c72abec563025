/** Sending what was written: a command, a message, or files with words. */

import { act, base64Of } from "../core/api.js";
import { keepLocal } from "../core/history.js";
import { store } from "../core/store.js";
import { attempt } from "./attempt.js";

function isCommand(text) {
  return store.state.commands.some(
    ({ command }) => text === command || (/^\s/.test(text.slice(command.length)) && text.startsWith(command)),
  );
}

async function run(text, place, threadTs) {
  const answer = await attempt(act("command", { text, ...place }), { told: true });
  if (answer?.seen?.error) keepLocal(place.channel, answer.seen.error, { threadTs });
  return answer;
}

async function share(text, files, place) {
  let answer = null;
  for (const [at, file] of files.entries()) {
    const content = await base64Of(file);
    answer = await attempt(act("upload", { name: file.name, content, text: at ? "" : text, ...place }));
  }
  return answer;
}

/** Sends to a conversation, or to a thread in it. Gives false if nothing was sent. */
export async function send(text, files, { channel, threadTs = null }) {
  const place = threadTs ? { channel, thread_ts: threadTs } : { channel };
  if (files.length) return Boolean(await share(text, files, place));
  if (isCommand(text)) return Boolean(await run(text, place, threadTs));
  if (/^\/[a-z]/i.test(text)) {
    const sentence = `\`${text.split(/\s/)[0]}\` is not a valid command. Type \`/\` to see those there are.`;
    keepLocal(channel, sentence, { threadTs });
    return true;
  }
  return Boolean(await attempt(act("message", { text, ...place })));
}
