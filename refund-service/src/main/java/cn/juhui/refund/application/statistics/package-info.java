/// Adds up what became of many cases.
@NullMarked
package cn.juhui.refund.application.statistics;

import org.jspecify.annotations.NullMarked;
