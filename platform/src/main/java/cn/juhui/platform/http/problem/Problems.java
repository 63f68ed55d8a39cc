package cn.juhui.platform.http.problem;

import cn.juhui.contracts.RuleOutcome;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.text.Languages;
import cn.juhui.platform.http.text.Texts;
import cn.juhui.platform.trace.TraceContext;
import cn.juhui.platform.trace.WorkLog;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Writes problem documents (RFC 9457), the same from controllers and from filters.
public final class Problems {

    /// Who made more mistakes than this learns of the rest when these are mended.
    private static final int MAX_ERRORS = 100;

    static final String MEDIA_TYPE = "application/problem+json";

    private final Texts texts;
    private final JsonMapper json;

    public Problems(Texts texts, JsonMapper json) {
        this.texts = texts;
        this.json = json;
    }

    /// The document's members, in the caller's language.
    public Map<String, Object> document(ProblemException problem, HttpServletRequest request) {
        var locale = Languages.of(request);
        var arguments = problem.arguments().toArray();
        var code = problem.code();
        WorkLog.refused(code);
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "urn:juhui:problem:" + code);
        body.put("title", texts.in(locale, "problem." + code + ".title", arguments));
        body.put("status", problem.status());
        body.put("detail", texts.in(locale, problem.detailKey(), arguments));
        body.put("instance", path(request));
        body.put("code", code);
        putIfKnown(body, "traceId", TraceContext.traceId());
        if (!problem.errors().isEmpty()) {
            body.put(
                    "errors",
                    problem.errors().stream()
                            .limit(MAX_ERRORS)
                            .map(e -> error(e, locale))
                            .toList());
        }
        if (!problem.rules().isEmpty()) {
            body.put("rules", rules(problem.rules(), locale));
        }
        body.putAll(problem.members());
        return body;
    }

    /// What was asked for, also where the container asks again for an answer to its error.
    private static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked
                ? asked
                : request.getRequestURI();
    }

    /// The answer of a filter, where no controller was reached.
    public void write(
            HttpServletRequest request, HttpServletResponse response, ProblemException problem)
            throws IOException {
        var body = json.writeValueAsBytes(document(problem, request));
        response.setStatus(problem.status());
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private List<Map<String, Object>> rules(List<RuleOutcome> rules, Locale locale) {
        return rules.stream().map(rule -> ruleView(texts, rule, locale)).toList();
    }

    /// `{id, outcome, code, text, hint, cardId?}`: one rule's word in the caller's language (`rule.<CODE>.text`, `.hint`).
    public static Map<String, Object> ruleView(Texts texts, RuleOutcome rule, Locale locale) {
        var view = new LinkedHashMap<String, Object>();
        view.put("id", rule.id());
        view.put("outcome", rule.outcome().name());
        view.put("code", rule.code());
        view.put("text", texts.in(locale, "rule." + rule.code() + ".text"));
        view.put("hint", texts.in(locale, "rule." + rule.code() + ".hint"));
        putIfKnown(view, "cardId", rule.cardId());
        return view;
    }

    private Map<String, Object> error(InputError error, Locale locale) {
        var view = new LinkedHashMap<String, Object>();
        view.put("pointer", error.pointer());
        view.put("code", error.code());
        view.put("detail", error.text(texts, locale));
        if (!error.allowed().isEmpty()) {
            view.put("allowed", error.allowed());
        }
        return view;
    }

    private static void putIfKnown(Map<String, Object> body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
