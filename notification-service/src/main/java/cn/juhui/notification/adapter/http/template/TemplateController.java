package cn.juhui.notification.adapter.http.template;

import cn.juhui.contracts.Role;
import cn.juhui.notification.application.template.Sentences;
import cn.juhui.notification.domain.template.Template;
import cn.juhui.notification.domain.template.Template.Wording;
import cn.juhui.platform.http.audit.NotesItself;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.request.Cursors;
import cn.juhui.platform.http.request.Page;
import cn.juhui.platform.http.request.PageRequest;
import cn.juhui.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/notification-templates`: the sentences in which news are told. For operators only.
@NotesItself
@RestController
@RequestMapping("/v1/notification-templates")
final class TemplateController {

    private static final Map<String, String> EXAMPLE =
            Map.of(
                    "orderNo", "JH20261124000001",
                    "amount", "¥99.00",
                    "text", "2026-11-24 17:00");

    private final Sentences sentences;

    TemplateController(Sentences sentences) {
        this.sentences = sentences;
    }

    /// @param places what can stand in braces in it
    /// @param changed whether it is another one than the house brought along
    record TemplateView(
            String key, Said zh, Said en, Set<String> places, boolean changed, long version) {}

    record Said(@NotBlank @Size(max = 100) String title, @NotBlank @Size(max = 500) String text) {

        static Said of(Wording wording) {
            return new Said(wording.title(), wording.text());
        }

        Wording wording() {
            return new Wording(title, text);
        }
    }

    record Both(@NotNull @Valid Said zh, @NotNull @Valid Said en) {}

    /// What is not given is shown as it is now.
    record Draft(@Valid @Nullable Said zh, @Valid @Nullable Said en) {}

    /// In the order of their keys.
    @GetMapping
    Page<TemplateView> list(PageRequest page, Caller caller) {
        ProblemException.forbiddenUnless(caller.is(Role.OPERATOR));
        var after = page.cursor() == null ? "" : Cursors.decode(page.cursor(), 1).getFirst();
        var found = sentences.list(after, page.limit() + 1);
        var shown = found.subList(0, Math.min(found.size(), page.limit()));
        return new Page<>(
                shown.stream().map(this::view).toList(),
                found.size() == shown.size() ? null : Cursors.encode(shown.getLast().key()));
    }

    @GetMapping("/{key}")
    TemplateView read(@PathVariable String key, Caller caller) {
        ProblemException.forbiddenUnless(caller.is(Role.OPERATOR));
        return view(found(key));
    }

    /// Counts for what is read and sent from now on, what was told before included.
    @PutMapping("/{key}")
    TemplateView put(@PathVariable String key, @Valid @RequestBody Both both, Caller caller) {
        ProblemException.forbiddenUnless(caller.is(Role.OPERATOR));
        found(key);
        check(key, "/zh", both.zh());
        check(key, "/en", both.en());
        return view(
                sentences.change(
                        key, both.zh().wording(), both.en().wording(), caller.as(Role.OPERATOR)));
    }

    /// The sentence that the house brought along.
    @DeleteMapping("/{key}")
    TemplateView reset(@PathVariable String key, Caller caller) {
        ProblemException.forbiddenUnless(caller.is(Role.OPERATOR));
        found(key);
        return view(sentences.reset(key, caller.as(Role.OPERATOR)));
    }

    /// As it would be read, with an example filled in. Nothing is changed.
    @PostMapping("/{key}/preview")
    Both preview(@PathVariable String key, @Valid @RequestBody Draft draft, Caller caller) {
        ProblemException.forbiddenUnless(caller.is(Role.OPERATOR));
        var now = found(key);
        check(key, "/zh", draft.zh());
        check(key, "/en", draft.en());
        return new Both(
                filled(draft.zh() == null ? now.zh() : draft.zh().wording()),
                filled(draft.en() == null ? now.en() : draft.en().wording()));
    }

    private static Said filled(Wording wording) {
        return Said.of(wording.filled(EXAMPLE));
    }

    private Template found(String key) {
        return sentences.find(key).orElseThrow(ProblemException::notFound);
    }

    private void check(String key, String pointer, @Nullable Said said) {
        if (said != null) {
            check(key, pointer + "/title", said.title());
            check(key, pointer + "/text", said.text());
        }
    }

    /// What nothing is filled into would be read as it stands.
    private void check(String key, String pointer, String text) {
        var places = sentences.brought(key).map(Template::places).orElseThrow();
        var rest = text;
        for (var place : places) {
            rest = rest.replace("{" + place + "}", "");
        }
        if (rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0) {
            throw ProblemException.invalid(
                    InputError.form(pointer, "{" + String.join("}, {", places) + "}"));
        }
    }

    private TemplateView view(Template template) {
        var brought = sentences.brought(template.key()).orElseThrow();
        return new TemplateView(
                template.key(),
                Said.of(template.zh()),
                Said.of(template.en()),
                brought.places(),
                !template.zh().equals(brought.zh()) || !template.en().equals(brought.en()),
                template.version());
    }
}
