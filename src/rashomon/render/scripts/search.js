// Search of an edition, from disk or from any host. The index comes in script files, so no request is needed that a
// browser would refuse to a page opened from disk. Words are folded as `rashomon.render.site.words` folds them.
(function () {
  "use strict";
  var DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
  var HAN = /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  var RUN = /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+|(?:(?![\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}])[\p{L}\p{N}])+/gu;
  var LONGEST = 50;
  var table = new Map(), index = null, words = new Map(), articles = new Map(), pending = new Map();

  window.rashomon = {
    fold: function (from, to) {
      var a = Array.from(from), b = Array.from(to);
      a.forEach(function (letter, place) { table.set(letter, b[place]); });
    },
    index: function (given) { index = given; },
    words: function (segment, shard, given) { words.set(segment + "/" + shard, new Map(Object.entries(given))); },
    articles: function (segment, given) { articles.set(segment, given); },
  };

  function load(path) {
    if (!pending.has(path)) {
      pending.set(path, new Promise(function (done, failed) {
        var script = document.createElement("script");
        script.src = path;
        script.onload = done;
        script.onerror = failed;
        document.head.appendChild(script);
      }));
    }
    return pending.get(path);
  }

  function fold(text) {
    return Array.from(text, function (letter) {
      var code = letter.codePointAt(0);
      if (code >= 0xff01 && code < 0xff5f) letter = String.fromCharCode(code - 0xfee0);
      letter = table.get(letter) || letter;
      var lower = letter.toLowerCase();
      return lower.length === letter.length ? lower : letter;
    }).join("");
  }

  // What to look for: words as they stand in the index, or with `open` the beginning of them.
  function read(question) {
    var wanted = [];
    (fold(question).match(RUN) || []).forEach(function (run) {
      var letters = Array.from(run);
      if (!HAN.test(run)) wanted.push({ word: run, open: false });
      else if (letters.length === 1) wanted.push({ word: run, open: true });
      else for (var i = 0; i + 1 < letters.length; i++) wanted.push({ word: letters[i] + letters[i + 1], open: false });
    });
    return wanted;
  }

  function shardOf(word) {
    var first = word.codePointAt(0);
    if (HAN.test(word)) return first % index.shards;
    var second = Array.from(word)[1];
    return (first * 31 + (second ? second.codePointAt(0) : 32)) % index.shards;
  }

  function unpack(packed, into) {
    var value = 0, rest = 0, weight = 1;
    for (var i = 0; i < packed.length; i++) {
      var digit = DIGITS.indexOf(packed[i]);
      if (digit >= 32) { rest += (digit - 32) * weight; weight *= 32; continue; }
      value += rest + digit * weight;
      rest = 0; weight = 1;
      var place = value >> 1;
      into.set(place, (into.get(place) || 0) | (value & 1));
    }
  }

  function holding(segment, want) {
    var found = new Map();
    var known = words.get(segment + "/" + shardOf(want.word)) || new Map();
    if (want.open) known.forEach(function (packed, word) { if (word.startsWith(want.word)) unpack(packed, found); });
    else if (known.has(want.word)) unpack(known.get(want.word), found);
    return found;
  }

  // Numbers of the articles that hold every word, those with all of them in the headline first, then the newest.
  async function search(question) {
    await load("search/fold.js");
    await load("search/index.js");
    var wanted = read(question);
    if (!wanted.length) return [];
    var loads = [];
    index.segments.forEach(function (shards, segment) {
      wanted.map(function (want) { return shardOf(want.word); }).forEach(function (shard) {
        if (shards.includes(shard)) loads.push(load("search/" + segment + "/" + shard + ".js"));
      });
    });
    await Promise.all(loads);
    var hits = [];
    index.segments.forEach(function (_shards, segment) {
      var kept = null;
      wanted.forEach(function (want) {
        var found = holding(segment, want), next = new Map();
        found.forEach(function (headline, place) {
          if (kept === null) next.set(place, headline);
          else if (kept.has(place)) next.set(place, kept.get(place) & headline);
        });
        kept = next;
      });
      kept.forEach(function (headline, place) { hits.push({ segment: segment, place: place, headline: headline }); });
    });
    hits.sort(function (a, b) { return b.headline - a.headline || b.segment - a.segment || b.place - a.place; });
    return hits;
  }

  function add(parent, name, text, attributes) {
    var element = document.createElement(name);
    if (text) element.textContent = text;
    Object.keys(attributes || {}).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    parent.appendChild(element);
    return element;
  }

  async function show(hits, section, from) {
    var shown = hits.slice(from, from + LONGEST);
    await Promise.all(shown.map(function (hit) { return load("search/" + hit.segment + "/articles.js"); }));
    shown.forEach(function (hit) {
      var told = articles.get(hit.segment)[hit.place];
      var article = add(section, "article");
      var heading = add(article, "h2", "", { "class": "headline", lang: told[4] });
      add(heading, "a", told[1], { href: "articles/" + told[0] + ".html" });
      var facts = add(article, "p", "", { "class": "facts" });
      [told[2], told[3]].forEach(function (fact) { if (fact) add(facts, "span", fact); });
    });
    if (from + LONGEST < hits.length) {
      var more = add(section, "button", section.dataset.more, { type: "button" });
      more.addEventListener("click", function () { more.remove(); show(hits, section, from + LONGEST); });
    }
  }

  document.addEventListener("DOMContentLoaded", async function () {
    var question = new URLSearchParams(location.search).get("q") || "";
    document.getElementById("q").value = question;
    if (!question.trim()) return;
    var section = document.getElementById("hits"), status = document.getElementById("found");
    var hits = await search(question);
    status.textContent = status.dataset[hits.length === 1 ? "one" : "many"].replace("0", hits.length);
    await show(hits, section, 0);
  });
})();
