@NullMarked
package cn.juhui.payout.domain.statement;

import org.jspecify.annotations.NullMarked;
