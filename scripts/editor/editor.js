// The query page's editor: CodeMirror 6 over the form's textarea, which stays what is sent.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, drawSelection, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const form = document.querySelector("form.ask");
const area = form && form.querySelector("textarea");

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
  { tag: [tags.string, tags.number], color: "var(--occurred)" },
  { tag: tags.variableName, color: "var(--planned)" },
  { tag: [tags.atom, tags.link, tags.propertyName], color: "var(--link)" },
]);

const look = EditorView.theme({
  "&": { fontSize: "0.9rem", background: "var(--card)", color: "var(--ink)", border: "1px solid var(--rule)", borderRadius: "4px" },
  "&.cm-focused": { outline: "2px solid var(--link)", outlineOffset: "1px" },
  ".cm-content": { fontFamily: "var(--mono)", padding: "0.6rem 0", minHeight: "14rem" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5" },
  ".cm-gutters": { background: "transparent", color: "var(--soft)", border: "none" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { background: "var(--when)" },
  ".cm-tooltip": { background: "var(--card)", color: "var(--ink)", border: "1px solid var(--rule)" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { background: "var(--link)", color: "var(--paper)" },
  ".cm-completionInfo": { maxWidth: "22rem", padding: "0.4rem 0.6rem" },
});

let offered; // fetched when the first completion is asked for

async function complete(context) {
  const word = context.matchBefore(/[A-Za-z][\w-]*:[\w-]*|[A-Za-z][\w-]+/);
  if (!word && !context.explicit) return null;
  offered ??= fetch(form.dataset.terms).then((answer) => answer.json());
  const { prefixes, terms } = await offered;
  const options = terms.map(({ label, detail, info }) => ({ label, detail, info: info || undefined, type: detail === "class" ? "class" : "property" }));
  for (const prefix of prefixes) options.push({ label: `${prefix}:`, type: "namespace" });
  return { from: word ? word.from : context.pos, options, validFor: /^[\w:-]*$/ };
}

function ask(view) {
  area.value = view.state.doc.toString();
  form.requestSubmit();
  return true;
}

if (area) {
  // In a shadow root the editor's styles are sheets of the document object model, which the page's policy allows.
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  area.before(host);
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: area.value,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ override: [complete] }),
        StreamLanguage.define(sparql),
        syntaxHighlighting(colours),
        look,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": "Your query" }),
        Prec.highest(keymap.of([{ key: "Ctrl-Enter", mac: "Cmd-Enter", run: ask }])),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
      ],
    }),
  });
  area.hidden = true;
  form.addEventListener("submit", () => {
    area.value = view.state.doc.toString();
  });
}
