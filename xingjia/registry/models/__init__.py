from xingjia.registry.models.contracts import Contract, ContractEmployer
from xingjia.registry.models.employers import Employer
from xingjia.registry.models.merging import EmployerAlias, MergeRecord, UnionAlias
from xingjia.registry.models.parameters import CountyParameter
from xingjia.registry.models.statements import EmployerStatement, Statement, UnionStatement
from xingjia.registry.models.unions import Cover, Officer, Union

__all__ = [
    "Contract",
    "ContractEmployer",
    "CountyParameter",
    "Cover",
    "Employer",
    "EmployerAlias",
    "EmployerStatement",
    "MergeRecord",
    "Officer",
    "Statement",
    "Union",
    "UnionAlias",
    "UnionStatement",
]
