"use strict";

// Each section says what it asks for; the heads of its table say which members of the answer its columns show. All is shown as text, nothing as HTML.
const { desk, empty, failed, at } = document.body.dataset;
const language = document.documentElement.lang;
let token = "";

const member = (row, path) => path.split(".").reduce((value, name) => value?.[name], row);

const time = (text) => new Date(text).toLocaleString(language, { timeZone: "Asia/Shanghai" });

const kinds = {
  money: (sum) => `${(sum.value / 100).toFixed(2)} ${sum.currency}`,
  time,
  share: (share) => `${(share * 100).toFixed(1)} %`,
  duration: (seconds) => (seconds < 120 ? `${seconds} s` : seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`),
};

const cell = (row, head) => {
  const td = document.createElement("td");
  const value = member(row, head.dataset.member);
  if (value === undefined || value === null) {
    return td;
  }
  if (head.dataset.kind === "case") {
    const link = document.createElement("a");
    link.href = "#history";
    link.textContent = value;
    link.addEventListener("click", () => history(value));
    td.append(link);
    return td;
  }
  td.textContent = kinds[head.dataset.kind]?.(value) ?? [value].flat().join(", ");
  return td;
};

const fill = (section, rows) => {
  const heads = [...section.querySelectorAll("th")];
  section.querySelector("tbody").replaceChildren(
    ...rows.map((row) => {
      const tr = document.createElement("tr");
      tr.append(...heads.map((head) => cell(row, head)));
      return tr;
    }),
  );
};

const ask = async (path) => {
  const answer = await fetch(path, { headers: { Authorization: `Bearer ${token}`, "Accept-Language": language, Accept: "application/json" } });
  const body = await answer.json();
  if (!answer.ok) {
    throw new Error(body.detail ?? body.title ?? String(answer.status));
  }
  return body;
};

const show = async (section, path) => {
  const state = section.querySelector(".state");
  try {
    const rows = (await ask(path))[section.dataset.at];
    fill(section, rows);
    state.textContent = rows.length === 0 ? empty : "";
    state.classList.remove("failed");
  } catch (problem) {
    fill(section, []);
    state.textContent = failed + problem.message;
    state.classList.add("failed");
  }
};

const history = (id) => show(document.getElementById("history"), `/v1/refunds/${encodeURIComponent(id)}/history`);

const look = async () => {
  await Promise.all([...document.querySelectorAll("section")].filter((s) => s.dataset.from).map((s) => show(s, s.dataset.from)));
  document.getElementById("asked").textContent = at + time(Date.now());
};

document.getElementById("token").addEventListener("submit", (event) => {
  event.preventDefault();
  token = event.target.elements.token.value.trim();
  look();
});

document.getElementById("case").addEventListener("submit", (event) => {
  event.preventDefault();
  history(event.target.elements.case.value.trim());
});

if (desk) {
  const button = document.getElementById("desk");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const answer = await fetch(desk, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ subject: "opr_zhao", roles: ["OPERATOR"] }),
    });
    token = (await answer.json()).accessToken ?? "";
    look();
  });
}
