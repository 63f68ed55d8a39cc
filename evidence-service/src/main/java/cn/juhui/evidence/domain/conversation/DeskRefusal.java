package cn.juhui.evidence.domain.conversation;

/// Why a step of an agent with the conversation of an order is not taken. Nothing was changed.
public sealed interface DeskRefusal {

    /// Another agent has it: first it is handed over.
    record HasAnother(String agentId) implements DeskRefusal {}

    /// It has changed hands as often as it can.
    record TooOften(int limit) implements DeskRefusal {}

    /// Nobody is an agent of their own order.
    record OwnOrder() implements DeskRefusal {}
}
