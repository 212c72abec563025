/** Where the options of a select come from: the block, the app, people, or conversations. */

import { Refused } from "../core/api.js";
import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { conversation, conversationName, displayName, person, store } from "../core/store.js";
import { textOf, wordsOf } from "../text/mrkdwn.js";
import { avatar } from "../views/avatar.js";

/** An option as a row of the list. */
export function optionRow(option) {
  return {
    key: option.value,
    value: option,
    words: wordsOf(option.text),
    content: textOf(option.text),
    description: option.description ? wordsOf(option.description) : "",
  };
}

function personRow(one) {
  const name = displayName(one);
  return {
    key: one.id,
    value: one.id,
    words: `${name} ${one.name}`,
    content: [
      avatar(one, { small: true }),
      h("strong", {}, name),
      h("span", { class: "quiet" }, ` ${one.title ?? ""}`),
    ],
  };
}

function conversationRow(one) {
  const sign = { channel: "#", private: icon("lock") }[one.kind] ?? null;
  return { key: one.id, value: one.id, words: conversationName(one), content: [sign, " ", conversationName(one)] };
}

const matches = (query) => (row) => row.words.toLowerCase().includes(query.trim().toLowerCase());

function local(groups) {
  return (query) =>
    groups
      .map((group) => ({ label: group.label, rows: group.rows.filter(matches(query)) }))
      .filter((group) => group.rows.length);
}

/** The groups of `options` or `option_groups`. */
function groupsOf(holder) {
  if (!holder.option_groups) return [{ rows: (holder.options ?? []).map(optionRow) }];
  return holder.option_groups.map((group) => ({ label: wordsOf(group.label), rows: group.options.map(optionRow) }));
}

function external(element, frame) {
  const least = element.min_query_length ?? 3;
  return (query) => {
    if (query.trim().length < least)
      return { note: least > 1 ? `Type at least ${least} letters to search` : "Type to search" };
    return frame.place.options(frame.block, element, query).then(groupsOf, (error) => {
      if (error instanceof Refused) return { note: "We had some trouble loading these. Try again?" };
      throw error;
    });
  };
}

const KINDS = { public: "channel", private: "private", im: "dm" };

function wantedConversations(element) {
  if (element.type.endsWith("channels_select"))
    return store.state.conversations.filter((one) => one.kind === "channel");
  const { include, exclude_bot_users: noBots } = element.filter ?? {};
  const kinds = include?.map((name) => KINDS[name]);
  return store.state.conversations.filter((one) =>
    one.kind === "app" ? !noBots && (!kinds || kinds.includes("dm")) : !kinds || kinds.includes(one.kind),
  );
}

/** The source of an element's list: `query → groups`, or a promise of groups. */
export function sourceOf(element, frame) {
  if (element.type.endsWith("static_select")) return local(groupsOf(element));
  if (element.type.endsWith("external_select")) return external(element, frame);
  if (element.type.endsWith("users_select"))
    return local([{ rows: store.state.people.filter((one) => !one.is_bot).map(personRow) }]);
  return local([{ rows: wantedConversations(element).map(conversationRow) }]);
}

/** What a chosen value is called: an option, or the id of a person or a conversation. */
export function nameOf(element, held) {
  if (typeof held !== "string") return wordsOf(held.text);
  if (element.type.endsWith("users_select")) return displayName(person(held)) || held;
  const found = conversation(held);
  return found ? `${found.kind === "channel" ? "# " : ""}${conversationName(found)}` : held;
}
