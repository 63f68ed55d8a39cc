package cn.juhui.platform.journal.history;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.FactSource;
import cn.juhui.contracts.Role;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Where the people of a merchant and of the platform stand in an entry by name: as who acted, and in some members of its data.
public final class StaffNames {

    /// Members of events that name an agent.
    private static final Set<String> AGENTS = Set.of("agentId", "confirmedBy");

    /// Who told a fact, in a [cn.juhui.contracts.Provenance].
    private static final String TELLER = "toldBy";

    private static final String SOURCE = "source";

    private StaffNames() {}

    /// Everybody in it who is one of them.
    public static Set<Actor> in(HistoryEntry entry) {
        return in(entry.actor(), entry.data());
    }

    static Set<Actor> in(Actor actor, Map<String, Object> data) {
        var names = new LinkedHashSet<Actor>();
        UnaryOperator<Actor> noting =
                named -> {
                    names.add(named);
                    return named;
                };
        renamed(actor, noting);
        renamed(data, noting);
        return names;
    }

    /// The same, with another name if it is one of a merchant's or the platform's people.
    static Actor renamed(Actor actor, UnaryOperator<Actor> naming) {
        return actor.equals(actor.towards(Role.CUSTOMER)) ? actor : naming.apply(actor);
    }

    /// The same data, with other names in these places.
    public static Map<String, Object> renamed(
            Map<String, Object> data, UnaryOperator<Actor> naming) {
        var renamed = new LinkedHashMap<String, Object>();
        data.forEach((member, value) -> renamed.put(member, member(data, member, value, naming)));
        return renamed;
    }

    private static Object member(
            Map<String, Object> data, String member, Object value, UnaryOperator<Actor> naming) {
        if (value instanceof String name) {
            if (AGENTS.contains(member)) {
                return renamed(new Actor(Role.AGENT, name), naming).id();
            }
            var merchants = FactSource.MERCHANT.name().equals(data.get(SOURCE));
            return merchants && member.equals(TELLER)
                    ? renamed(new Actor(Role.MERCHANT, name), naming).id()
                    : name;
        }
        return within(value, naming);
    }

    @SuppressWarnings("unchecked")
    private static Object within(Object value, UnaryOperator<Actor> naming) {
        return switch (value) {
            case Map<?, ?> tree -> renamed((Map<String, Object>) tree, naming);
            case List<?> list -> list.stream().map(each -> within(each, naming)).toList();
            default -> value;
        };
    }
}
