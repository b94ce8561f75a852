"""Executes chapters through nbclient and compares what they show with what they were committed with."""
import os
import re
import sys
import time

import nbclient
import nbformat


def shown(cell):
    """The outputs without execution counts, streams of one kind joined, as clients differ in how they cut them."""
    outputs = []
    for output in cell.outputs:
        if output.output_type == 'stream' and outputs and outputs[-1][0] == output.name:
            outputs[-1] = (output.name, outputs[-1][1] + output.text)
        elif output.output_type == 'stream':
            outputs.append((output.name, output.text))
        elif output.output_type == 'error':
            outputs.append(('error', output.ename, output.evalue, output.traceback))
        else:
            # Pictures are compared by what they are made of, not by their pixels.
            outputs.append((output.output_type, {kind: re.sub(r'(<div class="dl-figure"[^>]*><img src=")[^"]*', r'\1', content) if kind == 'text/html' else content
                                                 for kind, content in output.data.items()}))
    return outputs


def main():
    failed = 0
    for path in sys.argv[1:]:
        committed, notebook = nbformat.read(path, as_version=4), nbformat.read(path, as_version=4)
        start = time.perf_counter()
        nbclient.NotebookClient(notebook, timeout=120, resources={'metadata': {'path': os.path.dirname(path)}}).execute()
        cells = [(before, after) for before, after in zip(committed.cells, notebook.cells) if before.cell_type == 'code' and 'volatile' not in before.metadata.get('tags', [])]
        differing = [after.id for before, after in cells if shown(before) != shown(after)]
        print(f'  {"FAILED" if differing else "ok"}: {os.path.basename(path)}: {len(cells)} cells compared, {len(differing)} differ {differing}, {time.perf_counter() - start:.1f} s', flush=True)
        failed += len(differing)
    raise SystemExit(1 if failed else 0)


main()
