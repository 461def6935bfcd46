"""Golden conversations: chat templates rendered by transformers.

python chat_templates.py SmolLM2-135M-Instruct.Q4_1.gguf ../resources/base/chat_templates.json

The first template is the real base's own; the others use what published ones use: namespaces,
slices, filters, whitespace control, a refusal, macros.
"""

import json
import sys
from pathlib import Path

import gguf
from transformers import PreTrainedTokenizerFast
from tokenizers import Tokenizer, models

TEMPLATES = {
    "chatml": "{%- for message in messages %}{{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>' + '\\n' }}{%- endfor %}{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}",
    "slices": """{%- if messages[0]['role'] == 'system' %}
    {%- set system_message = messages[0]['content']|trim %}
    {%- set loop_messages = messages[1:] %}
{%- else %}
    {%- set system_message = "" %}
    {%- set loop_messages = messages %}
{%- endif %}
{{- bos_token }}
{%- if system_message != "" %}
    {{- "<|start_header_id|>system<|end_header_id|>\\n\\n" }}
    {{- system_message }}
    {{- "<|eot_id|>" }}
{%- endif %}
{%- for message in loop_messages %}
    {%- if not (message.role == 'ipython' or message.role == 'tool' or 'tool_calls' in message) %}
        {{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n'+ message['content'] | trim + '<|eot_id|>' }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}
{%- endif %}
""",
    "alternating": "{{ bos_token }}{% for message in messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Conversation roles must alternate user/assistant/user/assistant/...') }}{% endif %}{% if message['role'] == 'user' %}{{ '[INST] ' + message['content'] + ' [/INST]' }}{% elif message['role'] == 'assistant' %}{{ message['content'] + eos_token}}{% else %}{{ raise_exception('Only user and assistant roles are supported!') }}{% endif %}{% endfor %}",
    "namespace": """{%- if tools %}
    {{- 'tools' }}
{%- elif messages[0].role == 'system' %}
    {{- '<|im_start|>system\\n' + messages[0].content + '<|im_end|>\\n' }}
{%- endif %}
{%- set ns = namespace(last=messages|length - 1, seen=0) %}
{%- for message in messages %}
    {%- if (message.role == "user") or (message.role == "system" and not loop.first) %}
        {%- set ns.seen = ns.seen + 1 %}
        {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>' + '\\n' }}
    {%- elif message.role == "assistant" %}
        {%- if loop.index0 == ns.last %}
            {{- '<|im_start|>assistant\\n<think>\\n\\n</think>\\n\\n' + message.content + '<|im_end|>\\n' }}
        {%- else %}
            {{- '<|im_start|>assistant\\n' + message.content + '<|im_end|>\\n' }}
        {%- endif %}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
    {%- if enable_thinking is defined and enable_thinking is false %}
        {{- '<think>\\n\\n</think>\\n\\n' }}
    {%- endif %}
{%- endif %}
{{- ns.seen }}""",
    "methods": """{%- set ns = namespace(searching=true, last=messages|length - 1) %}
{%- for message in messages[::-1] %}
    {%- set index = (messages|length - 1) - loop.index0 %}
    {%- if ns.searching and message.role == "user" and message.content is string and not(message.content.startswith('<tool>') and message.content.endswith('</tool>')) %}
        {%- set ns.searching = false %}
        {%- set ns.last = index %}
    {%- endif %}
{%- endfor %}
{%- for message in messages %}
    {%- if message.content is string %}
        {%- set content = message.content %}
    {%- else %}
        {%- set content = '' %}
    {%- endif %}
    {%- if message.role == "assistant" %}
        {%- set thought = '' %}
        {%- if message.thought is string %}
            {%- set thought = message.thought %}
        {%- elif '</think>' in content %}
            {%- set thought = content.split('</think>')[0].rstrip('\n').split('<think>')[-1].lstrip('\n') %}
            {%- set content = content.split('</think>')[-1].lstrip('\n') %}
        {%- endif %}
        {%- if loop.last or (not loop.last and thought) %}
            {%- generation %}
            {{- '<think>' + thought.strip('\n') + '</think>' + content.strip() + '\n' }}
            {%- endgeneration %}
        {%- else %}
            {{- message.role + ':' + content.upper() ~ '\n' }}
        {%- endif %}
    {%- else %}
        {{- message.role.title() + ':' + content.replace('e', 'E') + ' ' + ns.last|string + '\n' }}
    {%- endif %}
{%- endfor %}
{%- if enable_thinking is defined and enable_thinking is false %}
    {{- 'no thoughts' }}
{%- endif %}""",
    "blocks": """{% macro turn(role, text) %}
<{{ role|upper }}>{{ text }}</{{ role|upper }}>
{% endmacro %}
{% for message in messages %}
  {# a comment #}
  {{ turn(message.role, message.content) }}
{% endfor %}
{% if add_generation_prompt %}
go {{ messages | length }} {{ messages[-1].role }}
{% endif %}
""",
}

TALKS = {
    "question": [["user", "Who rules the town?"]],
    "three": [["user", "Hi {{ bos_token }} {% if x %}"], ["assistant", " There.\n"], ["user", "two\n  lines 'quoted' \"twice\" \\n <b>&amp;</b>"]],
    "thoughts": [["user", "Think."], ["assistant", "<think>\n\nhm\n</think>\n\nDone. "], ["user", "<tool>x</tool>"], ["assistant", "plain"]],
    "system": [["system", " You are brief. "], ["user", "\u4e2d\u6587 \U0001f600?"], ["assistant", "Yes."], ["user", "Why?"]],
}


def main(base, out):
    own = gguf.GGUFReader(base).fields["tokenizer.chat_template"].contents()
    t = PreTrainedTokenizerFast(tokenizer_object=Tokenizer(models.BPE()), bos_token="<|im_start|>", eos_token="<|im_end|>")
    golden = []
    for name, template in {"smollm": own, **TEMPLATES}.items():
        for talk, turns in TALKS.items():
            messages = [{"role": role, "content": content} for role, content in turns]
            for answer in (True, False):
                try:
                    text = t.apply_chat_template(messages, chat_template=template, tokenize=False, add_generation_prompt=answer)
                except Exception as e:
                    assert "roles" in str(e) or "alternate" in str(e), e
                    text = None
                golden.append({"name": name, "template": template, "turns": turns, "answer": answer, "text": text})
    Path(out).write_text(json.dumps(golden, indent=0) + "\n")


main(sys.argv[1], sys.argv[2])
