package cn.juhui.contracts;

/// What an estimate in working days rests on.
public enum ArrivalBasis {
    /// The State Council's notices for all the years that it touches: holidays and make-up days.
    WORKING_CALENDAR,
    /// Monday to Friday, because the notice of a year that it touches is not known (yet): holidays may make it later.
    WEEKDAYS_ONLY
}
