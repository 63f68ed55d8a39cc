/// Conversations over HTTP: of a case, of an order, and the desk where customer service answers.
@NullMarked
package cn.juhui.evidence.adapter.http.conversation;

import org.jspecify.annotations.NullMarked;
