/// The use cases around dead letters, one class each, and what they need from outside.
@NullMarked
package cn.juhui.notification.application.letter;

import org.jspecify.annotations.NullMarked;
