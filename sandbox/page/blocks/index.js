/**
 * Drawing blocks. Every block is drawn by one function `(block, place) → node`; `place` is where it stands
 * (`core/place.js`). An unknown block is shown as a note, as Slack's client does, never an error.
 */

import { h } from "../core/dom.js";
import { actions, contextActions } from "./actions.js";
import { alert } from "./alert.js";
import { card, carousel } from "./card.js";
import { chart } from "./chart.js";
import { container } from "./container.js";
import { dataTable } from "./data-table.js";
import { input } from "./input.js";
import { context, divider, file, header, image, markdownBlock, richTextBlock } from "./plain.js";
import { section } from "./section.js";
import { table } from "./table.js";
import { plan, taskCard } from "./task.js";
import { video } from "./video.js";

const DRAWINGS = {
  actions,
  alert,
  card,
  carousel,
  container,
  context,
  context_actions: contextActions,
  data_table: dataTable,
  data_visualization: chart,
  divider,
  file,
  header,
  image,
  input,
  markdown: markdownBlock,
  plan,
  rich_text: richTextBlock,
  section,
  table,
  task_card: taskCard,
  video,
};

/** One block in its frame; a failed action leaves its note there. */
export function drawBlock(block, place) {
  const draw = DRAWINGS[block.type];
  const content = draw ? draw(block, place) : h("p", { class: "block-unknown" }, "This content can’t be displayed.");
  return h("div", { class: `block block--${block.type}`, data: { blockId: block.block_id ?? "" } }, content);
}

/** All blocks of a message, a view or a container. */
export function drawBlocks(blocks, place) {
  return (blocks ?? []).map((block) => drawBlock(block, place));
}
