/// The figures, as JSON and as a table.
@NullMarked
package cn.juhui.refund.adapter.http.statistics;

import org.jspecify.annotations.NullMarked;
