@NullMarked
package cn.juhui.payout.adapter.http;

import org.jspecify.annotations.NullMarked;
