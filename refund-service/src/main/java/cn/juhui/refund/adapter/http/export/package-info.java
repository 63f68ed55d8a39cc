/// Cases as a CSV file.
@NullMarked
package cn.juhui.refund.adapter.http.export;

import org.jspecify.annotations.NullMarked;
