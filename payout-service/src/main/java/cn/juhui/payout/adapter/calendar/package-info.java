/// The working calendar from files, one a year.
@NullMarked
package cn.juhui.payout.adapter.calendar;

import org.jspecify.annotations.NullMarked;
