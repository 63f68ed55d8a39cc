package cn.juhui.contracts;

/// A fact that one service tells the others; also one entry of its aggregate's history.
///
/// A record's components are the JSON members of `data` on the wire. A schema changes only by adding optional
/// (`@Nullable`) members. Never in an event: a card code, a full account number, a token.
public interface Event {

    /// The wire name (`ce_type`), such as `refund.requested`: the constant `TYPE` of the record, never the class's name.
    String type();
}
