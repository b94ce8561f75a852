"""Drives the kernel through jupyter-client, Jupyter's own implementation of the protocol."""
import os
import queue
import time

from jupyter_client.manager import KernelManager

PATIENCE = 60


class Client:
    """A kernel of its own, and what it says."""

    def __init__(self, name='.net-csharp'):
        self.manager = KernelManager(kernel_name=name)
        self.manager.start_kernel(stderr=open(os.devnull, 'w'))
        self.connect()

    def connect(self):
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=PATIENCE)

    def broadcasts(self, request):
        messages = []
        while not messages or messages[-1]['content'].get('execution_state') != 'idle':
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message['parent_header'].get('msg_id') == request:
                messages.append(message)
        return messages

    def reply(self, request):
        while True:
            message = self.client.get_shell_msg(timeout=PATIENCE)
            if message['parent_header'].get('msg_id') == request:
                return message['content']

    def run(self, code, **options):
        request = self.client.execute(code, **options)
        return self.broadcasts(request), self.reply(request)

    def value(self, code):
        messages, _ = self.run(code)
        return next((m['content']['data']['text/plain'] for m in messages if m['msg_type'] == 'execute_result'), None)

    def process(self):
        return self.manager.provisioner.process.pid

    def resident(self):
        with open(f'/proc/{self.process()}/status') as status:
            return next(int(line.split()[1]) // 1024 for line in status if line.startswith('VmRSS'))

    def handles(self):
        return len(os.listdir(f'/proc/{self.process()}/fd')), len(os.listdir(f'/proc/{self.process()}/task'))

    def stop(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel()


def check(condition, what):
    print(f'  {"ok" if condition else "FAILED"}: {what}', flush=True)
    if not condition:
        raise SystemExit(1)


def conversation(kernel):
    messages, reply = kernel.run('Console.WriteLine("hello"); var x = 41;\nx + 1')
    check([m['msg_type'] for m in messages] == ['status', 'execute_input', 'stream', 'execute_result', 'status'], 'outputs come in order')
    check(reply['status'] == 'ok' and reply['execution_count'] == 1, 'the reply has its number')
    messages, reply = kernel.run('nothing')
    check(reply['status'] == 'error' and reply['ename'] == 'CS0103', 'a mistake is an error with its name')
    request = kernel.client.execute('Console.ReadLine()')
    question = kernel.client.get_stdin_msg(timeout=PATIENCE)
    check(question['msg_type'] == 'input_request', 'Console.ReadLine asks')
    kernel.client.input('Grüße')
    result = next(m for m in kernel.broadcasts(request) if m['msg_type'] == 'execute_result')
    check(result['content']['data']['text/plain'] == 'Grüße', 'and gets the answer')
    kernel.reply(request)
    completed = kernel.reply(kernel.client.complete('Console.Wri', 11))
    check('WriteLine' in completed['matches'] and completed['cursor_start'] == 8, 'a name is completed')
    inspected = kernel.reply(kernel.client.inspect('Math.Sqrt(2)', 7))
    check(inspected['found'] and 'Sqrt' in inspected['data']['text/plain'], 'a method is explained')
    check(kernel.reply(kernel.client.is_complete('if (true) {'))['status'] == 'incomplete', 'an open block is incomplete')
    check(kernel.reply(kernel.client.history(hist_access_type='tail', n=1))['history'][0][2] == 'Console.ReadLine()', 'the history ends with the last cell')
    check(kernel.reply(kernel.client.comm_info())['comms'] == {}, 'there are no comms')


def interrupt(kernel):
    kernel.run('var kept = 1;')
    request = kernel.client.execute('Console.WriteLine("go"); while (true) ;')
    while kernel.client.get_iopub_msg(timeout=PATIENCE)['msg_type'] != 'stream':
        pass
    start = time.perf_counter()
    kernel.manager.interrupt_kernel()
    check(kernel.reply(request)['status'] == 'error', f'an endless loop is interrupted ({time.perf_counter() - start:.2f} s)')
    check(kernel.value('kept') == '1', 'and variables are kept')


def restart(kernel):
    kernel.run('var gone = 1;')
    kernel.client.stop_channels()
    kernel.manager.restart_kernel()
    kernel.connect()
    check(kernel.run('gone')[1]['ename'] == 'CS0103', 'a restart forgets everything')
    check(kernel.value('2 + 2') == '4', 'and goes on')


def side_by_side(first):
    second = Client()
    first.run('var mine = 1;')
    second.run('var mine = 2;')
    check((first.value('mine'), second.value('mine')) == ('1', '2'), 'two notebooks do not see each other')
    process = second.process()
    second.stop()
    check(not os.path.exists(f'/proc/{process}'), 'a kernel that was shut down is gone')


def flood(kernel):
    kernel.run('for (var i = 0; i < 100_000; i++) Console.WriteLine(i);')
    before = kernel.resident()
    messages, _ = kernel.run('for (var i = 0; i < 100_000; i++) Console.WriteLine(i);')
    text = ''.join(m['content']['text'] for m in messages if m['msg_type'] == 'stream')
    check(text == ''.join(f'{i}\n' for i in range(100_000)), f'100,000 lines arrive in {len(messages)} messages')
    check(kernel.resident() - before < 100, f'memory stays ({before} MB, then {kernel.resident()} MB)')


def soak(kernel):
    for i in range(200):
        kernel.run(f'var n = {i};')
    memory, handles = kernel.resident(), kernel.handles()
    for i in range(800):
        _, reply = kernel.run(f'n + {i}')
        if reply['status'] != 'ok':
            check(False, f'execution {i} gave {reply}')
    executed = kernel.resident()
    for i in range(9_000):
        kernel.reply(kernel.client.kernel_info())
        drain(kernel.client)
    files, threads = kernel.handles()
    check(executed - memory < 300 and kernel.resident() - executed < 50, f'10,000 messages leave memory flat ({memory} MB after 200 cells, after 800 more {executed} MB, at the end {kernel.resident()} MB)')
    check(files <= handles[0] + 5 and threads <= handles[1] + 10, f'and no file or thread behind ({handles}, then {(files, threads)})')


def drain(client):
    try:
        while True:
            client.get_iopub_msg(timeout=0)
    except queue.Empty:
        pass


def pace(name):
    start = time.perf_counter()
    kernel = Client(name)
    kernel.run('1 + 1')
    first = time.perf_counter() - start
    times = []
    for _ in range(30):
        start = time.perf_counter()
        kernel.run('2 + 2')
        times.append(time.perf_counter() - start)
    kernel.stop()
    return first, sorted(times)[len(times) // 2]


def main():
    kernel = Client()
    for part in (conversation, interrupt, restart, side_by_side, flood, soak):
        print(part.__name__.replace('_', ' '), flush=True)
        part(kernel)
    kernel.stop()
    (first, cell), (python_first, python_cell) = (tuple(map(min, zip(*(pace(name) for _ in range(3))))) for name in ('.net-csharp', 'python3'))
    print(f'start to first result {first:.2f} s (ipykernel {python_first:.2f} s: {first / python_first:.1f} times), '
          f'a trivial cell {1000 * cell:.0f} ms (ipykernel {1000 * python_cell:.0f} ms: {cell / python_cell:.1f} times)')


main()
