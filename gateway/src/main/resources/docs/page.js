"use strict";

const { client } = document.getElementById("api").dataset;

const ui = SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#api",
  deepLinking: true,
  validatorUrl: null,
  displayRequestDuration: true,
  docExpansion: "list",
  tryItOutEnabled: true,
  defaultModelsExpandDepth: 0,
  // Texts for people come in the language of the page.
  requestInterceptor: (request) => {
    request.headers["Accept-Language"] ??= document.documentElement.lang;
    return request;
  },
  oauth2RedirectUrl: new URL("/docs/ui/oauth2-redirect.html", location).href,
  // Of what the issuer can do, this page does one thing: an authorization code with PKCE.
  responseInterceptor: (response) => {
    if (response.url.endsWith("/.well-known/openid-configuration") && response.ok) {
      const issuer = { ...JSON.parse(response.text), grant_types_supported: ["authorization_code"], scopes_supported: ["openid"] };
      return { ...response, text: JSON.stringify(issuer) };
    }
    return response;
  },
});

if (client) {
  ui.initOAuth({ clientId: client, scopes: "openid", usePkceWithAuthorizationCodeGrant: true });
}

const form = document.getElementById("token-form");
if (form) {
  const { role, subject, merchantId } = form.elements;
  const result = document.getElementById("token-result");
  const problem = document.getElementById("token-problem");
  const [copy] = result.getElementsByTagName("button");
  const [token] = result.getElementsByTagName("textarea");

  role.addEventListener("change", () => {
    subject.value = role.selectedOptions[0].dataset.subject;
    merchantId.disabled = role.value !== "MERCHANT";
    merchantId.closest("label").hidden = merchantId.disabled;
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wanted = { subject: subject.value.trim(), roles: [role.value] };
    if (!merchantId.disabled) {
      wanted.merchantId = merchantId.value.trim();
    }
    const said = await ask(wanted);
    result.hidden = !said.accessToken;
    problem.hidden = !result.hidden;
    if (said.accessToken) {
      token.value = said.accessToken;
      ui.authActions.authorize({ bearer: { name: "bearer", schema: { type: "http", scheme: "bearer" }, value: said.accessToken } });
    } else {
      problem.textContent = said.errors?.map((error) => `${error.pointer} ${error.detail}`).join("\n") ?? said.detail ?? form.dataset.failed;
    }
  });

  const ask = async (wanted) => {
    try {
      const answer = await fetch(form.dataset.desk, {
        method: "POST",
        headers: { "Content-Type": "application/json", "Accept-Language": document.documentElement.lang },
        body: JSON.stringify(wanted),
      });
      return await answer.json();
    } catch {
      return {};
    }
  };

  copy.addEventListener("click", async () => {
    token.select();
    await navigator.clipboard.writeText(token.value);
    copy.textContent = form.dataset.copied;
  });
}
