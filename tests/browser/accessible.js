() => {
  const faults = [];
  const shown = (one) => one.getClientRects().length > 0;
  const all = (what) => [...document.querySelectorAll(what)].filter(shown);
  const said = (one) => `${one.tagName.toLowerCase()} ${(one.id || one.textContent).trim().slice(0, 40)}`;

  if (document.documentElement.lang !== "en") faults.push("no language");
  if (!document.title.trim()) faults.push("no title");
  if (all("main").length !== 1) faults.push("not one main part");
  if (document.documentElement.scrollWidth > window.innerWidth) faults.push("wider than the screen");

  const levels = all("h1, h2, h3, h4").map((one) => Number(one.tagName[1]));
  if (levels.filter((one) => one === 1).length !== 1 || levels[0] !== 1) faults.push("not one first heading");
  levels.forEach((one, at) => { if (at && one > levels[at - 1] + 1) faults.push(`heading ${at} skips a level`); });

  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  ids.forEach((id, at) => { if (ids.indexOf(id) !== at) faults.push(`two are called ${id}`); });
  all("input, select, textarea").forEach((one) => { if (!one.labels.length) faults.push(`${said(one)} has no label`); });
  all("[aria-describedby]").forEach((one) => one.getAttribute("aria-describedby").split(" ").forEach((id) => {
    if (!document.getElementById(id)) faults.push(`${said(one)} is described by nothing`);
  }));
  all("[aria-labelledby]").forEach((one) => {
    if (!document.getElementById(one.getAttribute("aria-labelledby"))) faults.push(`${said(one)} is named by nothing`);
  });
  all('a[href^="#"]').forEach((one) => {
    if (!document.getElementById(one.hash.slice(1))) faults.push(`${said(one)} leads nowhere`);
  });
  // WCAG 2.2, 2.5.8: targets of 24 pixels; a link within a sentence is exempt.
  all("button, input, select, textarea, summary, nav a").forEach((one) => {
    const box = one.getBoundingClientRect();
    if (box.height < 24 || box.width < 24) faults.push(`${said(one)} is too small to press`);
  });

  // WCAG 2.2, 1.4.3: 4.5 to 1, or 3 to 1 for large text.
  const numbers = (color) => color.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const part = [r, g, b].map((one) => one / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
  };
  const behind = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const color = numbers(getComputedStyle(at).backgroundColor);
      if (color.length < 4 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const texts = all("body *").filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  texts.concat(all("input, select, textarea")).forEach((one) => {
    const style = getComputedStyle(one);
    const pair = [light(numbers(style.color)), light(behind(one))].sort((a, b) => b - a);
    const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) faults.push(`${said(one)}: contrast ${ratio.toFixed(2)}`);
  });
  return faults;
}
