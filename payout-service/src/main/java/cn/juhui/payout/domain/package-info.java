/// A payout: its attempts, its states, what channels answer, and when to ask again.
@NullMarked
package cn.juhui.payout.domain;

import org.jspecify.annotations.NullMarked;
