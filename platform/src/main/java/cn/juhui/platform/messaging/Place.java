package cn.juhui.platform.messaging;

/// Where a record stands in the history of the aggregate that tells it.
///
/// @param id `ce_id`
/// @param subject `ce_subject`
/// @param sequence `ce_sequence`
/// @param again whether it was told again because somebody missed it
record Place(String id, String subject, long sequence, boolean again) {

    /// Delivered once more.
    boolean isSameAs(Place other) {
        return sequence == other.sequence && id.equals(other.id);
    }

    Place toldAgain() {
        return new Place(id, subject, sequence, true);
    }
}
