/// HTTP in: text becomes a command, a decision becomes an answer.
@NullMarked
package cn.juhui.refund.adapter.http;

import org.jspecify.annotations.NullMarked;
