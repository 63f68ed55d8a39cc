package cn.juhui.payout.application.lever;

import cn.juhui.contracts.Actor;
import java.time.Instant;

/// That an operator paused a channel, or resumed it.
///
/// @param id of the change: a repeated one is the same
/// @param paused whether nothing is sent from then on
/// @param reason what they gave as the reason
/// @param at real time
public record ChannelLever(String id, boolean paused, String reason, Actor by, Instant at) {}
