/// Differences between the channel's books and ours.
@NullMarked
package cn.juhui.payout.domain.books;

import org.jspecify.annotations.NullMarked;
