/// Records that a service could not take, and what became of them.
@NullMarked
package cn.juhui.notification.domain.letter;

import org.jspecify.annotations.NullMarked;
