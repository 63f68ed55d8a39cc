package cn.juhui.platform.journal.history;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HashChainTest {

    private static final Map<String, Object> RULED =
            Map.of("agentId", "agent_chen", "confirmedBy", "agent_du", "text", "agent_chen 看过");
    private static final Map<String, Object> CLAIMED =
            Map.of("provenance", Map.of("source", "MERCHANT", "toldBy", "mer_1/bao"));
    private static final Map<String, Object> PAID =
            Map.of("facts", List.of(Map.of("source", "STOREFRONT", "toldBy", "shop")));

    private static HistoryEntry entry(Actor actor, Map<String, Object> data) {
        return HashChain.append(
                HashChain.START,
                1,
                "evt_1",
                "refund.ruled",
                Instant.parse("2026-11-24T01:00:00Z"),
                actor,
                "test",
                null,
                data);
    }

    private static String line(HistoryEntry entry) {
        return new String(HashChain.content(entry), StandardCharsets.UTF_8);
    }

    @Test
    void names_of_staff_stand_sealed_in_what_is_hashed_and_can_be_proven() {
        var entry = entry(new Actor(Role.AGENT, "agent_du"), RULED);

        var salt = Objects.requireNonNull(entry.salt());
        assertThat(line(entry))
                .contains(
                        "\"actor\":\"AGENT:" + HashChain.sealed(salt, "agent_du") + '"',
                        "\"agentId\":\"" + HashChain.sealed(salt, "agent_chen") + '"',
                        "\"confirmedBy\":\"" + HashChain.sealed(salt, "agent_du") + '"',
                        "agent_chen 看过");
        assertThat(entry.data()).isEqualTo(RULED);
        assertThat(HashChain.firstBroken(List.of(entry))).isEmpty();
        assertThat(StaffNames.in(entry)).extracting(Actor::id).contains("agent_chen", "agent_du");
        assertThat(entry(new Actor(Role.AGENT, "agent_du"), RULED).salt()).isNotEqualTo(salt);
    }

    @Test
    void who_told_a_merchants_fact_is_sealed_wherever_it_stands() {
        var entry = entry(Actor.system("order-service"), Map.of("claims", List.of(CLAIMED)));

        assertThat(line(entry)).contains("SYSTEM:order-service").doesNotContain("bao");
        assertThat(HashChain.firstBroken(List.of(entry))).isEmpty();
    }

    @Test
    void another_name_breaks_the_chain() {
        var entry = entry(new Actor(Role.MERCHANT, "mer_1/bao"), Map.of());
        var swapped =
                new HistoryEntry(
                        entry.seq(),
                        entry.id(),
                        entry.type(),
                        entry.at(),
                        new Actor(Role.MERCHANT, "mer_1/li"),
                        entry.cause(),
                        null,
                        entry.data(),
                        entry.salt(),
                        entry.hash());

        assertThat(HashChain.firstBroken(List.of(swapped))).hasValue(1);
    }

    @Test
    void what_names_no_staff_is_hashed_as_it_always_was() {
        var entry = entry(new Actor(Role.CUSTOMER, "cus_alice"), PAID);

        assertThat(entry.salt()).isNull();
        assertThat(line(entry)).contains("CUSTOMER:cus_alice", "\"toldBy\":\"shop\"");
    }
}
