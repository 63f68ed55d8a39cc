package cn.juhui.notification.application.template;

import cn.juhui.contracts.Actor;
import cn.juhui.notification.application.contact.Wording;
import cn.juhui.notification.domain.Notification;
import cn.juhui.notification.domain.template.Template;
import cn.juhui.platform.audit.AuditTrail;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All sentences, as they are now: those that the house brought along, and in the place of some of them what operators changed them to. A change counts here at once, and
/// on the other instances when they look next.
public final class Sentences implements Wording {

    private final NavigableMap<String, Template> brought;
    private final Templates templates;
    private final AuditTrail audit;
    private volatile Map<String, Template> changed = Map.of();

    /// @param brought along by the house
    public Sentences(List<Template> brought, Templates templates, AuditTrail audit) {
        this.brought = new TreeMap<>();
        brought.forEach(template -> this.brought.put(template.key(), template));
        this.templates = templates;
        this.audit = audit;
    }

    @Override
    public Said of(Notification n, Locale locale) {
        var side = n.recipient().side().name().toLowerCase(Locale.ROOT);
        var key = n.arguments().getFirst() + "." + side;
        var template =
                find(key).orElseThrow(() -> new IllegalStateException("No sentence for " + key));
        var chosen = locale.getLanguage().equals("en") ? template.en() : template.zh();
        var values = Template.values(n.arguments().subList(1, n.arguments().size()));
        var said = chosen.filled(values);
        return new Said(said.title(), said.text());
    }

    /// Looks for what was changed elsewhere.
    public void look() {
        changed =
                templates.changed().stream()
                        .collect(Collectors.toMap(Template::key, Function.identity()));
    }

    public Optional<Template> find(String key) {
        return Optional.ofNullable(changed.getOrDefault(key, brought.get(key)));
    }

    /// In the order of their keys.
    ///
    /// @param after only those behind this key; empty: from the first
    public List<Template> list(String after, int limit) {
        return brought.tailMap(after, false).keySet().stream()
                .limit(limit)
                .map(key -> find(key).orElseThrow())
                .toList();
    }

    /// What the sentence can be filled with, whatever it was changed to.
    public Optional<Template> brought(String key) {
        return Optional.ofNullable(brought.get(key));
    }

    /// Says it otherwise from now on.
    public Template change(String key, Template.Wording zh, Template.Wording en, Actor by) {
        var noted = audit.note(by, "TEMPLATE_CHANGED", key, null);
        var before = texts(find(key));
        var template = templates.put(key, zh, en);
        look();
        audit.ended(noted, "VERSION_" + template.version(), before, texts(Optional.of(template)));
        return template;
    }

    /// Says it as the house does.
    public Template reset(String key, Actor by) {
        var noted = audit.note(by, "TEMPLATE_RESET", key, null);
        var before = texts(find(key));
        templates.reset(key);
        look();
        var now = find(key);
        audit.ended(noted, "DONE", before, texts(now));
        return now.orElseThrow();
    }

    private static Map<String, Object> texts(Optional<Template> template) {
        return template.<Map<String, Object>>map(
                        one -> Map.of("zh", texts(one.zh()), "en", texts(one.en())))
                .orElse(Map.of());
    }

    private static Map<String, Object> texts(Template.Wording wording) {
        return Map.of("title", wording.title(), "text", wording.text());
    }
}
