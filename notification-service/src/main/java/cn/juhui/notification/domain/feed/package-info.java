/// What a merchant's systems are told of an event.
@NullMarked
package cn.juhui.notification.domain.feed;

import org.jspecify.annotations.NullMarked;
