# men.sh RULE: all mentions of a rule over all sets with gold verdict
python3 - "$1" <<'P'
import json,sys,glob,subprocess,unicodedata,os
N=lambda s: unicodedata.normalize('NFKC',s).replace(' ','').replace('\n','')
rule=sys.argv[1]
import collections
C=collections.Counter()
for folder in ['/tmp/blind/'+x for x in 'p q r t u g h j k l n o'.split()]+['/tmp/ab','/tmp/cc','/tmp/dd','/tmp/ee','/tmp/ff','/tmp/train','/tmp/real/docs']:
    fs=sorted(glob.glob(folder+'/*.json')); docs=[json.load(open(f)) for f in fs]; txts=[open(f[:-5]+'.txt').read() for f in fs]
    inp=''.join(json.dumps({"id":"x","text":t,"published":d.get('published')},ensure_ascii=False)+'\n' for d,t in zip(docs,txts))
    out=subprocess.run(['/tmp/orgs5-scratch/kb','extract','--jsonl','--mentions'],input=inp,capture_output=True,text=True).stdout
    for f,d,t,l in zip(fs,docs,txts,out.splitlines()):
        r=json.loads(l)
        gold={N(x) for i in d['incidents'] for o in i['organizations'] for x in [o['name']]+o.get('also',[])}
        pred={N(x) for i in r['incidents'] for o in i['organizations'] for x in [o['name']]+(o.get('also') or [])}
        for m in r['mentions']:
            if m['rule']==rule:
                k='GOLD' if N(m['text']) in gold else 'no'
                p='chosen' if N(m['text']) in pred else '-'
                C[k,p]+=1
                print(k,p,os.path.basename(f)[:-5],t[max(0,m['start']-18):m['start']].replace('\n','⏎')+'【'+m['text']+'】'+t[m['end']:m['end']+20].replace('\n','⏎'),sep='\t')
print(C)
P
