/** Pictures of the app: by address or by a Slack file; the words of `alt_text` where a picture cannot be had. */

import { fileAddress } from "../core/api.js";
import { h, safeUrl } from "../core/dom.js";

/** Where a picture's bytes are, or null. */
export function pictureAddress(object) {
  if (object.slack_file?.id) return fileAddress(object.slack_file);
  const url = object.image_url ?? object.slack_file?.url;
  return url ? safeUrl(url) : null;
}

/** An `<img>` for an image block or element; a framed text if it does not load. */
export function picture(object, { className = "" } = {}) {
  const alt = object.alt_text ?? "";
  const instead = () =>
    h("span", { class: `${className} picture-missing`, role: "img", "aria-label": alt, title: alt }, alt);
  const address = pictureAddress(object);
  if (!address) return instead();
  const node = h("img", { class: className, src: address, alt, loading: "lazy" });
  node.addEventListener("error", () => node.replaceWith(instead()));
  return node;
}
