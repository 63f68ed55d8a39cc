package cn.juhui.contracts.id;

/// What something is called. Each kind of thing has its own type, so that one can't stand where another belongs; on the wire and in
/// documents it is its text.
public interface Id {

    String value();
}
