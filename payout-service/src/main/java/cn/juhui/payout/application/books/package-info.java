/// The channel's books compared with ours.
@NullMarked
package cn.juhui.payout.application.books;

import org.jspecify.annotations.NullMarked;
