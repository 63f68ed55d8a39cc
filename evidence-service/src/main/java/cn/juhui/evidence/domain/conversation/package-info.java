/// Conversations: who may say what, how much, how often.
@NullMarked
package cn.juhui.evidence.domain.conversation;

import org.jspecify.annotations.NullMarked;
