package cn.juhui.refund.adapter.http.view;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.LossRecorded;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.RulingReturned;
import cn.juhui.contracts.wire.EventTypes;
import cn.juhui.platform.journal.history.StaffNames;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Somebody has decided of every member of every event whether the sides of a case are told. A new one fails here, and is told to neither until then.
class ToldMembersTest {

    /// What is for the platform's people alone: a loss is theirs to see to, and a ruling that was returned decided nothing.
    private static final Set<String> FOR_THE_PLATFORM =
            Set.of(LossRecorded.TYPE, RulingReturned.TYPE);

    static Stream<String> types() {
        return EventTypes.all().entrySet().stream()
                .filter(e -> RefundEvent.class.isAssignableFrom(e.getValue()))
                .map(Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("types")
    void every_member_is_told_or_for_the_platform_on_purpose(String type) {
        var told = ToldMembers.CUSTOMERS.of(type);
        if (FOR_THE_PLATFORM.contains(type)) {
            assertThat(told).isEmpty();
        } else {
            assertThat(told).isEqualTo(members(type));
        }
        assertThat(told).containsAll(ToldMembers.MERCHANTS.of(type));
    }

    /// Only members that are known to name an agent are renamed for who isn't told their names.
    @ParameterizedTest
    @MethodSource("types")
    void no_member_names_one_of_the_platforms_people_to_the_sides(String type) {
        for (var member : EventTypes.all().get(type).getRecordComponents()) {
            var name = member.getName();
            if (member.getType() == String.class && name.matches("(?i).*agent.*|.*by")) {
                assertThat(
                                StaffNames.renamed(
                                        Map.of(name, "agent_chen"), a -> a.towards(Role.CUSTOMER)))
                        .as(name)
                        .doesNotContainValue("agent_chen");
            }
        }
    }

    /// As they are written: the ids stand among the event's own members.
    private static Set<String> members(String type) {
        return Stream.concat(
                        Arrays.stream(CaseIds.class.getRecordComponents()),
                        Arrays.stream(EventTypes.all().get(type).getRecordComponents())
                                .filter(member -> member.getType() != CaseIds.class))
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }
}
