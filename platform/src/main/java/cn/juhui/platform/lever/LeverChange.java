package cn.juhui.platform.lever;

import cn.juhui.contracts.Actor;
import java.time.Instant;

/// That an operator paused something, or resumed it.
///
/// @param id of the change: a repeated one is the same
/// @param paused whether it rests from then on
/// @param reason what they gave as the reason
/// @param at real time
public record LeverChange(String id, boolean paused, String reason, Actor by, Instant at) {}
