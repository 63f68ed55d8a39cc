package cn.juhui.contracts.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Role;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceUseTest {

    private static Map<Role, Boolean> readers(EvidenceUse use) {
        var readers = new EnumMap<Role, Boolean>(Role.class);
        Arrays.stream(Role.values()).forEach(role -> readers.put(role, use.isFor(role)));
        return readers;
    }

    @Test
    void the_proof_of_an_account_is_for_the_customer_and_the_agents_only() {
        assertThat(readers(EvidenceUse.ACCOUNT_PROOF))
                .isEqualTo(
                        Map.of(
                                Role.CUSTOMER,
                                true,
                                Role.MERCHANT,
                                false,
                                Role.AGENT,
                                true,
                                Role.OPERATOR,
                                false,
                                Role.STOREFRONT,
                                false,
                                Role.SYSTEM,
                                false));
    }

    @Test
    void all_other_evidence_is_for_who_sees_the_case() {
        assertThat(readers(EvidenceUse.CASE))
                .isEqualTo(
                        Map.of(
                                Role.CUSTOMER,
                                true,
                                Role.MERCHANT,
                                true,
                                Role.AGENT,
                                true,
                                Role.OPERATOR,
                                true,
                                Role.STOREFRONT,
                                false,
                                Role.SYSTEM,
                                false));
    }

    @Test
    void what_its_sender_calls_an_account_proof_is_one() {
        assertThat(
                        Arrays.stream(EvidenceKind.values())
                                .filter(k -> EvidenceUse.of(k) == EvidenceUse.ACCOUNT_PROOF))
                .containsExactly(EvidenceKind.ACCOUNT_ABNORMAL);
    }
}
