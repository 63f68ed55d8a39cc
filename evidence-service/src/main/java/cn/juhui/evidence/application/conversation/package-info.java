/// What people do in conversations, and what a case's events do to them.
@NullMarked
package cn.juhui.evidence.application.conversation;

import org.jspecify.annotations.NullMarked;
