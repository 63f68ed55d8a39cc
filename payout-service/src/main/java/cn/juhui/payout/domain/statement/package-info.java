/// A channel's statement of a day, and what it doesn't share with our books.
@NullMarked
package cn.juhui.payout.domain.statement;

import org.jspecify.annotations.NullMarked;
