@NullMarked
package cn.juhui.payout.adapter.calendar;

import org.jspecify.annotations.NullMarked;
