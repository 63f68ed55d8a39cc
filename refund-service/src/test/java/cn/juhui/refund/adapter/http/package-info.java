@NullMarked
package cn.juhui.refund.adapter.http;

import org.jspecify.annotations.NullMarked;
