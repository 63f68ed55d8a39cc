/// The views of conversations.
@NullMarked
package cn.juhui.evidence.adapter.http.conversation;

import org.jspecify.annotations.NullMarked;
