/// Where replacement accounts are kept.
@NullMarked
package cn.juhui.payout.adapter.mongo;

import org.jspecify.annotations.NullMarked;
