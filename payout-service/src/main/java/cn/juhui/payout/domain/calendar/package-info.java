/// Working days, and when money arrives.
@NullMarked
package cn.juhui.payout.domain.calendar;

import org.jspecify.annotations.NullMarked;
